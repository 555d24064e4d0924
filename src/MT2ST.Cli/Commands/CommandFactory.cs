using System.CommandLine;

namespace MT2ST.Cli.Commands;

/// <summary>Makes a command that writes to a terminal and ends early when the token is cancelled.</summary>
internal delegate Command CommandFactory(Terminal terminal, CancellationToken cancellationToken);
