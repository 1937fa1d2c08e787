using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Shop;

/// <summary>The command line of the launcher.</summary>
internal static class LauncherCommand
{
    private const double MostPerSecond = 2_000;
    private const int LongestSeconds = 86_400;

    public static RootCommand Create(TimeProvider time)
    {
        Option<int?> port = new("--port")
        {
            Description = "Port of the shop; 0 takes a free one. Default 5080, or a free one when that is taken.",
        };
        Option<int?> pagePort = new("--page-port")
        {
            Description = "Port of the page; 0 takes a free one. Default 4580, or a free one when that is taken.",
        };
        Option<double> rate = new("--rate")
        {
            Description = "Requests per second, above 0 and up to 2000.",
            DefaultValueFactory = static _ => LauncherOptions.DefaultRate,
        };
        Option<double?> seconds = new("--seconds")
        {
            Description = "Stop after this many seconds and print a summary. Without it the shop runs until Ctrl+C.",
        };
        Option<string?> store = new("--store")
        {
            Description = "File that keeps what the local backend receives. Default: one in the launcher's own folder.",
        };
        Option<string[]> plant = new("--plant")
        {
            Description = "A fault to plant in the shop, for the patterns of the knowledge base.",
            DefaultValueFactory = static _ => [],
        };
        Option<string?> snapshots = new("--snapshots")
        {
            Description = "Folder in which each service keeps its metric snapshots, for obs report. Default: none.",
        };
        Option<string?> histogramLog = new("--histogram-log")
        {
            Description = "File that keeps how long visitors waited, for obs histogram. Default: none.",
        };

        plant.AcceptOnlyFromAmong(Plants.All);
        MustLieBetween(port, 0, ushort.MaxValue);
        MustLieBetween(pagePort, 0, ushort.MaxValue);
        MustLieBetween(seconds, 1, LongestSeconds);
        rate.Validators.Add(static result =>
        {
            if (Read(result) is { } value && value is not (> 0 and <= MostPerSecond))
            {
                result.AddError($"--rate must be above 0 and up to {MostPerSecond}; found {value.ToString(CultureInfo.InvariantCulture)}.");
            }
        });

        RootCommand command = new("Starts the shop, its traffic and the local page that shows both.")
        {
            port, pagePort, rate, seconds, store, plant, snapshots, histogramLog,
        };
        command.SetAction((parsed, cancellationToken) => new Launcher(
            new LauncherOptions
            {
                Port = parsed.GetValue(port),
                PagePort = parsed.GetValue(pagePort),
                Rate = parsed.GetValue(rate),
                Duration = parsed.GetValue(seconds) is double value ? TimeSpan.FromSeconds(value) : null,
                Store = parsed.GetValue(store),
                Planted = parsed.GetValue(plant) ?? [],
                Snapshots = parsed.GetValue(snapshots),
                HistogramLog = parsed.GetValue(histogramLog),
            },
            Console.Out,
            time).RunAsync(cancellationToken));
        return command;
    }

    private static void MustLieBetween<T>(Option<T> option, double low, double high) => option.Validators.Add(result =>
    {
        if (Read(result) is { } value && !(value >= low && value <= high))
        {
            result.AddError($"{option.Name} must be {low} to {high}; found {value.ToString(CultureInfo.InvariantCulture)}.");
        }
    });

    // Null for what is not a number: the parser itself already says so.
    private static double? Read(OptionResult result) =>
        result.Tokens is [{ Value: string text }] && double.TryParse(text, CultureInfo.InvariantCulture, out double value) ? value : null;
}
