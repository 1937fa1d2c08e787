using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.Logging;
using Obs.Metrics;
using Obs.Tracing;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Obs.Benchmarks.Requests;

/// <summary>A process of its own that answers "hello" on Kestrel, in one of the ways to trace it, until its input ends. What it has used so
/// far it tells at <c>/used</c>.</summary>
internal static class RequestServer
{
    public const string Argument = "--serve";

    public static async Task RunAsync(string mode, string daemonAddress)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        Trace(builder.Services, mode, daemonAddress);
        await using WebApplication app = builder.Build();
        using TracerProvider? peer = mode == nameof(RequestMode.OpenTelemetry)
            ? Sdk.CreateTracerProviderBuilder().AddSource("Microsoft.AspNetCore")
                .AddProcessor(new BatchActivityExportProcessor(new NullExporter())).Build()
            : null;
        app.MapGet("/hello", static () => "hello");
        app.MapGet("/used", Used);
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
    }

    private static void Trace(IServiceCollection services, string mode, string daemonAddress)
    {
        if (mode is not (nameof(RequestMode.Sampled) or nameof(RequestMode.NotSampled)))
        {
            return;
        }

        services.AddObservability();
        services.Configure<TracingOptions>(options =>
        {
            options.DaemonAddress = daemonAddress;
            options.Sampling.ReservoirPerSecond = 0;
            options.Sampling.FixedRate = mode == nameof(RequestMode.Sampled) ? 1 : 0;
            options.Sampling.SkipPaths.Add("/used");
        });
        services.Configure<MetricsOptions>(static options => options.Enabled = false);
        services.Configure<LoggingOptions>(static options => options.Enabled = false);
    }

    private static string Used() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.CpuUsage.TotalTime.Ticks} {GC.GetTotalAllocatedBytes(precise: true)} {JitInfo.GetCompiledMethodCount()}");

    private sealed class NullExporter : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch) => ExportResult.Success;
    }
}
