using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Obs.Benchmarks;

/// <summary>One measurement on a histogram with three text tags. Budget: ten times the floor, and 0 B.</summary>
/// <remarks>The floor is a <see cref="MeterListener"/> that does nothing: 2.5 to 3.5 ns, depending on who else uses the machine. Compare
/// with the least of several short runs.</remarks>
[MemoryDiagnoser]
public class MeasurementBenchmarks : IDisposable
{
    private const string FloorMeter = "Floor";
    private const string PeerMeter = "Peer";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE"];

    private readonly Meter _floorMeter = new(FloorMeter);
    private readonly Meter _peerMeter = new(PeerMeter);
    private IHost? _host;
    private MeterListener? _listener;
    private MeterProvider? _peer;
    private Histogram<double> _histogram = null!;
    private int _next;

    [GlobalSetup(Target = nameof(Listener))]
    public void SetUpFloor()
    {
        _histogram = _floorMeter.CreateHistogram<double>("duration");
        _listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == FloorMeter)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _listener.Start();
    }

    [GlobalSetup(Target = nameof(OpenTelemetrySdk))]
    public void SetUpPeer()
    {
        _peer = Sdk.CreateMeterProviderBuilder().AddMeter(PeerMeter).AddReader(new BaseExportingMetricReader(new NullExporter())).Build();
        _histogram = _peerMeter.CreateHistogram<double>("duration");
    }

    [GlobalSetup(Target = nameof(Obs))]
    public void SetUpObs()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddObsMetrics(static options => options.Meters.Add("Measured"));
        _host = builder.Build();
        _host.Start();
        _histogram = _host.Services.GetRequiredService<IMeterFactory>().Create("Measured").CreateHistogram<double>("duration", "s");
    }

    [Benchmark(Baseline = true, Description = "A listener that does nothing")]
    public void Listener() => Record();

    [Benchmark(Description = "OpenTelemetry, explicit buckets")]
    public void OpenTelemetrySdk() => Record();

    [Benchmark]
    [Budget(Bytes = 0, Ratio = 10)]
    public void Obs() => Record();

    [GlobalCleanup]
    public void Dispose()
    {
        _listener?.Dispose();
        _peer?.Dispose();
        _host?.Dispose();
        _floorMeter.Dispose();
        _peerMeter.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Record()
    {
        int i = _next++;
        _histogram.Record(
            0.001 * (i & 1023),
            new KeyValuePair<string, object?>("http.request.method", Methods[i & 3]),
            new KeyValuePair<string, object?>("http.route", "/products/{id}"),
            new KeyValuePair<string, object?>("url.scheme", "https"));
    }

    private sealed class NullExporter : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
    }
}
