using System.CommandLine;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>Where events come from: <c>--file</c>, <c>--events</c>, else standard input.</summary>
internal sealed class LogInputOptions
{
    private readonly Option<FileInfo[]> _files = new("--file")
    {
        Description = "Log files, one JSON event per line, plain or gzip; may be given several times.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<FileInfo?> _events = new("--events")
    {
        Description = "Recorded events: a JSON array or one object per line of "
            + "{timestamp (ms), message, logStream?, log?, ingestionTime?}.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        command.Options.Add(_events);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_files) is not null && result.GetResult(_events) is not null)
            {
                result.AddError("Give either --file or --events.");
            }
        });
    }

    public bool IsGiven(ParseResult arguments) => arguments.GetResult(_files) is not null || arguments.GetResult(_events) is not null;

    public LogSource Open(ParseResult arguments, Terminal terminal)
    {
        if (arguments.GetValue(_events) is { } events)
        {
            return LogSource.FromRecordedEvents(events.OpenRead());
        }

        string[] paths = [.. (arguments.GetValue(_files) ?? []).Select(static f => f.FullName)];
        return paths.Length > 0 ? LogSource.FromFiles(paths)
            : terminal.HasInput ? LogSource.FromLines(terminal.OpenInput())
            : throw new IOException("No log to read: give --file or --events, or pipe lines in.");
    }
}
