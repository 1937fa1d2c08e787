using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Obs.Metrics;

namespace Obs.Cli.Reports;

/// <summary><c>obs report correlate</c>: which business metrics move with which system metrics, from stored snapshots.</summary>
internal static class CorrelateCommand
{
    private const int Shown = 20;

    private static readonly TimeSpan DefaultStep = TimeSpan.FromSeconds(10);

    public static Command Create(Terminal terminal)
    {
        var path = new Argument<FileSystemInfo>("path") { Description = "A snapshot file, or the folder that a service writes them to." };
        var step = new Option<TimeSpan?>("--step")
        {
            Description = "The length of time that is one pair of numbers, 10s unless told otherwise.",
            CustomParser = LengthArgument.Parse,
        };
        var metric = new Option<string?>("--metric") { Description = "Only this business metric." };
        var json = new Option<bool>("--json") { Description = "Prints all pairs as JSON." };
        var command =
            new Command("correlate", "Sets business metrics against system metrics: Pearson, Spearman, how many steps, how significant.")
            {
                path,
                step,
                metric,
                json,
            };
        command.SetAction(async (arguments, _) =>
        {
            FileSystemInfo source = arguments.GetRequiredValue(path);
            MetricSnapshots snapshots = MetricSnapshots.Read(source.FullName);
            IReadOnlyList<TimedSeries> series = StepReader.Read(snapshots.Windows, arguments.GetValue(step) ?? DefaultStep);
            string? only = arguments.GetValue(metric);
            IReadOnlyList<Correlation> pairs = Correlator.Correlate(
                [.. series.Where(one => !one.IsBusiness || only is null || one.Name == only)]);
            if (pairs.Count == 0)
            {
                throw new InvalidDataException(
                    $"{source}: there is nothing to correlate. It takes {Correlator.FewestSteps} steps with a business metric{(only is null ? "" : $" {only}")} and a system metric that both vary.");
            }

            await terminal.Output.WriteAsync(arguments.GetValue(json) ? ToJson(pairs) : ToText(pairs)).ConfigureAwait(false);
            return ExitCode.Success;
        });
        return command;
    }

    private static string ToText(IReadOnlyList<Correlation> pairs)
    {
        Correlation[] shown = [.. pairs.Take(Shown)];
        int business = shown.Max(static pair => pair.Business.Length) + 2;
        int system = shown.Max(static pair => pair.System.Length) + 2;
        var text = new StringBuilder();
        text.Append("business".PadRight(business)).Append("system".PadRight(system)).Append("steps  pearson        p  spearman        p\n");
        foreach (Correlation pair in shown)
        {
            text.Append(pair.Business.PadRight(business)).Append(pair.System.PadRight(system)).Append(
                CultureInfo.InvariantCulture,
                $"{pair.Steps,5}  {pair.Pearson,7:0.00}  {pair.PearsonP,7:0.0000}  {pair.Spearman,8:0.00}  {pair.SpearmanP,7:0.0000}{(pair.IsSignificant ? "  significant" : "")}\n");
        }

        return text.Append(
            CultureInfo.InvariantCulture,
            $"{pairs.Count} pairs were looked at; significant is p below 0.05 / {pairs.Count}. What moves together need not be cause and effect: look into the traces.\n").ToString();
    }

    private static string ToJson(IReadOnlyList<Correlation> pairs)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (Correlation pair in pairs)
            {
                json.WriteStartObject();
                json.WriteString("business", pair.Business);
                json.WriteString("system", pair.System);
                json.WriteNumber("steps", pair.Steps);
                json.WriteNumber("pearson", pair.Pearson);
                json.WriteNumber("pearsonP", pair.PearsonP);
                json.WriteNumber("spearman", pair.Spearman);
                json.WriteNumber("spearmanP", pair.SpearmanP);
                json.WriteBoolean("significant", pair.IsSignificant);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
