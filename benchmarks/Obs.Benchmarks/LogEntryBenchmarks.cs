using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Obs.Logging;
using Obs.Logging.Sinks;

namespace Obs.Benchmarks;

/// <summary>One entry with four properties and one scope. Budget: 104 B, which the caller boxes; 0 B where it is a
/// struct that writes its own properties; off: 0 B.</summary>
/// <remarks>The floor is a <see cref="Utf8JsonWriter"/> that writes the same members into a reused buffer.</remarks>
[MemoryDiagnoser]
public partial class LogEntryBenchmarks : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4_096);
    private Utf8JsonWriter? _json;
    private IHost? _host;
    private ILogger _logger = null!;
    private IDisposable? _scope;

    [GlobalSetup(Target = nameof(Writer))]
    public void SetUpFloor() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    [GlobalSetup(Targets = [nameof(Obs), nameof(ObsOwn), nameof(ObsOff)])]
    public void SetUpObs()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<ILogSink, NullSender>();
        builder.Services.AddObsLogging();
        _host = builder.Build();
        _logger = _host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Shop.Requests");
        _scope = _logger.BeginScope(new KeyValuePair<string, object?>[] { new("CorrelationId", "c-4711") });
    }

    [Benchmark(Baseline = true, Description = "Utf8JsonWriter")]
    public void Writer()
    {
        _buffer.ResetWrittenCount();
        _json!.Reset(_buffer);
        _json.WriteStartObject();
        _json.WriteString("timestamp", "2026-01-01T00:00:00.000Z");
        _json.WriteString("level", "Information");
        _json.WriteString("message", "HTTP GET /products/{id} responded 200 in 12.5 ms");
        _json.WriteString("logger", "Shop.Requests");
        _json.WriteString("Method", "GET");
        _json.WriteString("Route", "/products/{id}");
        _json.WriteNumber("StatusCode", 200);
        _json.WriteNumber("ElapsedMs", 12.5);
        _json.WriteString("CorrelationId", "c-4711");
        _json.WriteEndObject();
        _json.Flush();
    }

    [Benchmark]
    [Budget(Bytes = 104)]
    public void Obs() => Responded(_logger, "GET", "/products/{id}", 200, 12.5);

    [Benchmark(Description = "Obs, a struct that writes its own properties")]
    [Budget(Bytes = 0)]
    public void ObsOwn() => _logger.LogEntry(new RespondedEntry("GET", "/products/{id}", 200, 12.5));

    [Benchmark(Description = "Obs, level off")]
    [Budget(Bytes = 0)]
    public void ObsOff() => Considered(_logger, "GET", 200);

    [GlobalCleanup]
    public void Dispose()
    {
        _scope?.Dispose();
        _json?.Dispose();
        _host?.Dispose();
        GC.SuppressFinalize(this);
    }

    [LoggerMessage(1, LogLevel.Information, "HTTP {Method} {Route} responded {StatusCode} in {ElapsedMs} ms")]
    private static partial void Responded(ILogger logger, string method, string route, int statusCode, double elapsedMs);

    [LoggerMessage(2, LogLevel.Debug, "HTTP {Method} considered with {StatusCode}")]
    private static partial void Considered(ILogger logger, string method, int statusCode);
}
