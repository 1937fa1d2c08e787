using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Obs.Cli.Backends;
using Obs.Metrics;

namespace Obs.Cli.Reports;

/// <summary><c>obs report</c>: what a service measured, from the snapshots it wrote to disk.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<FileSystemInfo>("path") { Description = "A snapshot file, or the folder that a service writes them to." };
        var format = new Option<ReportFormat>("--format")
        {
            Description = "How to print the report.",
            DefaultValueFactory = static _ => ReportFormat.Markdown,
        };
        var window = new Option<TimeSpan?>("--window")
        {
            Description = "How much of it, back from the newest: 30s, 15m, 2h, 7d. The default is everything.",
            CustomParser = LengthArgument.Parse,
        };
        var since = new Option<DateTimeOffset?>("--since")
        {
            Description = "Reports on what came after this moment and compares it with as long a time before: 2026-01-31T12:00:00Z.",
            CustomParser = MomentArgument.Parse,
        };
        var against = new Option<FileSystemInfo?>("--against") { Description = "Compares with these snapshots: another file or folder." };
        var store = new Option<string?>("--store")
        {
            Description = "The file of a store with the traces of that time: says why the slow ones are slow.",
            HelpName = "FILE",
        };
        var endpoint = new Option<Uri?>(EndpointOption.Name)
        {
            Description = "The same, from a running backend.",
            HelpName = "URL",
            CustomParser = AddressArgument.Parse,
        };
        var output = new Option<FileInfo?>("--output") { Description = "The file to write, instead of standard output." };
        var command = new Command(
            "report",
            "Prints rates, errors, percentiles over time, business metrics, what they move with, and exemplars of stored snapshots.")
        {
            path, format, window, since, against, store, endpoint, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(since) is not null && result.GetResult(against) is not null)
            {
                result.AddError("--since compares within the snapshots and --against with others; write one of them.");
            }
        });
        command.Subcommands.Add(CorrelateCommand.Create(terminal));
        command.SetAction(async (arguments, cancellationToken) =>
        {
            MetricSnapshots snapshots = await ReadAsync(arguments.GetRequiredValue(path), terminal).ConfigureAwait(false);
            MetricSnapshots? others = arguments.GetValue(against) is not { } other
                ? null
                : await ReadAsync(other, terminal).ConfigureAwait(false);
            var periods = ReportPeriods.Choose(snapshots.Windows, arguments.GetValue(window), arguments.GetValue(since), others?.Windows);
            ReportSection[] sections =
            [
                .. periods.Before is { } before ? [ComparisonSection.Of(before, periods.After)] : Array.Empty<ReportSection>(),
                CorrelationSection.Of(periods.After),
                .. arguments.GetValue(store) is null && arguments.GetValue(endpoint) is null ? Array.Empty<ReportSection>() :
                [
                    await ExplanationSection.ReadAsync(
                        snapshots.Service, periods.After, arguments.GetValue(store), arguments.GetValue(endpoint), cancellationToken)
                        .ConfigureAwait(false),
                ],
            ];

            var text = new ArrayBufferWriter<byte>();
            MetricsReport.Over(snapshots, periods.After).Write(text, arguments.GetValue(format), sections);
            if (arguments.GetValue(output) is { } file)
            {
                await WriteWholeAsync(file.FullName, text.WrittenMemory, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await terminal.Output.WriteAsync(Encoding.UTF8.GetString(text.WrittenSpan)).ConfigureAwait(false);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<MetricSnapshots> ReadAsync(FileSystemInfo path, Terminal terminal)
    {
        MetricSnapshots snapshots = MetricSnapshots.Read(path.FullName);
        foreach (string problem in snapshots.Problems)
        {
            await terminal.Error.WriteLineAsync($"left out: {problem}").ConfigureAwait(false);
        }

        if (snapshots.Windows.Count == 0)
        {
            throw new InvalidDataException($"There is no metric snapshot to report on in {path}.");
        }

        if (snapshots.Problems.Count > 0)
        {
            await terminal.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{snapshots.Problems.Count} files left out.")).ConfigureAwait(false);
        }

        return snapshots;
    }

    // Beside it first: a full disk must not leave half a report in the place of a whole one.
    private static async Task WriteWholeAsync(string path, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        string temporary = path + ".tmp";
        try
        {
            await File.WriteAllBytesAsync(temporary, text, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
