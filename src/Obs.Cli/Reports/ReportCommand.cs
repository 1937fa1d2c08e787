using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text;
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
        var output = new Option<FileInfo?>("--output") { Description = "The file to write, instead of standard output." };
        var command = new Command(
            "report", "Prints rates, errors, percentiles over time, business metrics and exemplars of stored metric snapshots.")
        {
            path, format, window, output,
        };
        command.Subcommands.Add(CorrelateCommand.Create(terminal));
        command.SetAction(async (arguments, cancellationToken) =>
        {
            MetricSnapshots snapshots = MetricSnapshots.Read(arguments.GetRequiredValue(path).FullName);
            foreach (string problem in snapshots.Problems)
            {
                await terminal.Error.WriteLineAsync($"left out: {problem}").ConfigureAwait(false);
            }

            if (snapshots.Windows.Count == 0)
            {
                throw new InvalidDataException($"There is no metric snapshot to report on in {arguments.GetRequiredValue(path)}.");
            }

            if (snapshots.Problems.Count > 0)
            {
                await terminal.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{snapshots.Problems.Count} files left out.")).ConfigureAwait(false);
            }

            var text = new ArrayBufferWriter<byte>();
            MetricsReport.Of(snapshots, arguments.GetValue(window)).Write(text, arguments.GetValue(format));
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
