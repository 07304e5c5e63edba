"""What tablet and console share on screen: colours and sizes, the guard around every handler, small pieces, web assets."""
