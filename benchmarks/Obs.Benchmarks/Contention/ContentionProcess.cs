using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Benchmarks.Requests;

namespace Obs.Benchmarks.Contention;

/// <summary>Measurements through a <see cref="Meter"/> by one thread, and by two at once, in a process of their own.</summary>
internal sealed class ContentionProcess : IDisposable
{
    public const string Argument = "--contention-process";

    private const int WarmUps = 30;
    private const int Rounds = 25;
    private const int PerRound = 400_000;
    private const int PerCall = 1_000;
    private const int Apart = 64; // Numbers of 8 bytes: farther than what processors share.

    private readonly long[] _control = new long[4 * Apart];
    private readonly IHost _host;
    private readonly Histogram<double> _histogram;

    private ContentionProcess()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddObsMetrics(static options =>
        {
            options.Meters.Add("Measured");
            options.Interval = TimeSpan.FromSeconds(1); // So that windows close meanwhile.
        });
        _host = builder.Build();
        _host.Start();
        _histogram = _host.Services.GetRequiredService<IMeterFactory>().Create("Measured").CreateHistogram<double>("duration", "s");
    }

    /// <summary>Writes a line for each way: the nanoseconds of a measurement on the clock, and of processor time. By one thread, by two on
    /// one series, by two on two series; then one thread and two that share nothing at all, which says what the machine adds.</summary>
    public static void Run()
    {
        using var process = new ContentionProcess();
        Action product = () => process.RecordAll("/products/{id}");
        Action order = () => process.RecordAll("/orders/{id}");
        Action control = () => process.SwapAll(Apart);
        Action otherControl = () => process.SwapAll(3 * Apart);
        Action[][] ways = [[product], [product, product], [product, order], [control], [control, otherControl]];
        for (int i = 0; i < WarmUps; i++)
        {
            Array.ForEach(ways, static way => ContentionRound.Measure(way, PerRound));
        }

        List<ContentionRound>[] rounds = [.. ways.Select(static _ => new List<ContentionRound>())];
        for (int round = 0; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                rounds[way].Add(ContentionRound.Measure(ways[way], PerRound));
            }
        }

        foreach (List<ContentionRound> way in rounds)
        {
            double elapsed = Quantile.Of(way.Select(static round => round.Elapsed), Quantile.Middle);
            double cpu = Quantile.Of(way.Select(static round => round.Cpu), Quantile.Middle);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed:0.00} {cpu:0.00}"));
        }
    }

    public void Dispose() => _host.Dispose();

    private void RecordAll(string route)
    {
        for (int i = 0; i < PerRound; i += PerCall)
        {
            RecordSome(route);
        }
    }

    private void RecordSome(string route)
    {
        for (int i = 0; i < PerCall; i++)
        {
            _histogram.Record(
                0.001 * i,
                new KeyValuePair<string, object?>("http.request.method", "GET"),
                new KeyValuePair<string, object?>("http.route", route),
                new KeyValuePair<string, object?>("url.scheme", "https"));
        }
    }

    private void SwapAll(int place)
    {
        ref long number = ref _control[place];
        for (int i = 0; i < PerRound; i++)
        {
            Interlocked.CompareExchange(ref number, i + 1, i);
        }
    }
}
