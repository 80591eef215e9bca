"""The names of weekdays and months in both languages; the letter ё is an е here."""

from __future__ import annotations

_WEEKDAYS = (
    "пн пон понед понедельник понедельника понедельнику понедельники понедельникам mon monday mondays",
    "вт вторник вторника вторнику вторники вторникам tue tues tuesday tuesdays",
    "ср среда среду среды среде средам wed weds wednesday wednesdays",
    "чт четв четверг четверга четвергу четверги четвергам thu thur thurs thursday thursdays",
    "пт пятн пятница пятницу пятницы пятнице пятницам fri friday fridays",
    "сб суб субб суббота субботу субботы субботе субботам sat saturday saturdays",
    "вс вск воскр воскресенье воскресенья воскресенью воскресеньям воскресение sun sunday sundays",
)
WEEKDAYS = {word: weekday for weekday, words in enumerate(_WEEKDAYS) for word in words.split()}
"""Word → weekday, 0 is Monday."""

_MONTHS = (
    "январь января январе янв january jan",
    "февраль февраля феврале фев февр february feb",
    "март марта марте мар march mar",
    "апрель апреля апреле апр april apr",
    "май мая мае may",
    "июнь июня июне июн june jun",
    "июль июля июле июл july jul",
    "август августа августе авг august aug",
    "сентябрь сентября сентябре сен сент september sep sept",
    "октябрь октября октябре окт october oct",
    "ноябрь ноября ноябре ноя нояб november nov",
    "декабрь декабря декабре дек december dec",
)
MONTHS = {word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()}
"""Word → month, 1 is January."""
