using System.CommandLine;
using Shop;

// Signals are the launcher's own affair: it has processes to stop and a summary to print first.
return await LauncherCommand.Create(TimeProvider.System).Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
