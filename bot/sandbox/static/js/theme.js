// Light or dark, before the first paint: the visitor's choice, else the system's.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  window.zhangguiTheme = {
    get: () => localStorage.getItem("theme") || "auto",
    set: (choice) => { localStorage.setItem("theme", choice); window.zhangguiTheme.apply(); },
    apply: () => {
      const choice = window.zhangguiTheme.get();
      const dark = choice === "dark" || (choice === "auto" && system.matches);
      document.documentElement.dataset.theme = dark ? "dark" : "light";
      document.querySelector('meta[name="theme-color"]')?.setAttribute("content", dark ? "#131a17" : "#f6f7f6");
    },
  };
  window.zhangguiTheme.apply();
  system.addEventListener("change", window.zhangguiTheme.apply);
})();
