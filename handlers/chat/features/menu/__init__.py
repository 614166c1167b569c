"""Where everything starts: menu, help, language, and words nobody asked for."""
