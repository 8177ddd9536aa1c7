print("copilot-tui")
