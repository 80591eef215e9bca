// Line icons on a 24 × 24 grid; each is a list of path data.

const NAMESPACE = "http://www.w3.org/2000/svg";

const PATHS = {
  back: ["M15 5l-7 7 7 7"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  chevron: ["M9 5l7 7-7 7"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  columns: ["M4 5.5h16v13H4z", "M12 5.5v13"],
  copy: ["M9 9h10v10H9z", "M15 9V5H5v10h4"],
  down: ["M12 5v14", "M6 13l6 6 6-6"],
  edit: ["M5 19l1-4L16 5l3 3L9 18z"],
  file: ["M7 3h7l4 4v14H7z", "M14 3v4h4"],
  clip: ["M19 11.5l-7.2 7.200a4.6 4.6 0 0 1-6.5-6.5l7.5-7.5a3.1 3.1 0 0 1 4.4 4.4l-7.4 7.4a1.5 1.5 0 0 1-2.2-2.200l6.7-6.7"],
  keyboard: ["M3.5 6.5h17v11h-17z", "M7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01", "M8.5 14h7"],
  link: ["M8 8h8v8", "M16 8L7 17"],
  menu: ["M5 7h14M5 12h14M5 17h14"],
  more: ["M12 5a.7.7 0 1 0 .01 0", "M12 11.3a.7.7 0 1 0 .01 0", "M12 17.6a.7.7 0 1 0 .01 0"],
  person: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5"],
  phone: ["M6 4h3l1.5 4-2 1.5a11 11 0 0 0 5 5l1.5-2L19 14v3a2 2 0 0 1-2.2 2A14 14 0 0 1 4 6.2 2 2 0 0 1 6 4z"],
  pin: ["M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11z", "M12 12.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z"],
  plus: ["M12 5v14M5 12h14"],
  reply: ["M10 6L4 12l6 6", "M4 12h9c4 0 7 2.5 7 7"],
  robot: ["M5 9h14v10H5z", "M12 9V5M9.5 13.5v1M14.5 13.5v1", "M12 5a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.600z"],
  send: ["M4.5 12L20 4.5 14.5 20l-3-6.5z", "M11.5 13.5L20 4.5"],
  stop: ["M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z", "M6 6l12 12"],
};

export function icon(name, size = 22) {
  const svg = document.createElementNS(NAMESPACE, "svg");
  const attributes = { viewBox: "0 0 24 24", width: size, height: size, class: "icon", "aria-hidden": "true" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  for (const data of PATHS[name]) {
    const path = document.createElementNS(NAMESPACE, "path");
    path.setAttribute("d", data);
    svg.append(path);
  }
  return svg;
}
