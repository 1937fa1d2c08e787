using System.Diagnostics.Metrics;
using System.Net;
using Obs.Aws;
using Obs.Delivery;

namespace Obs.OpenTelemetry.Sending;

/// <summary>The HTTP client of our own calls: follows no redirect, is part of nobody's trace and counted in nobody's metrics.</summary>
internal static class SelfHttp
{
    public static HttpClient CreateClient(AwsOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // No propagator, no activity.
            ActivityHeadersPropagator = null,
            MeterFactory = SelfMeterFactory.Instance,
            ConnectTimeout = options.ConnectTimeout,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // A name may lead elsewhere by then.
        };
        var client = new HttpClient(handler) { Timeout = options.RequestTimeout };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("obs/" + typeof(SelfHttp).Assembly.GetName().Version?.ToString(3));
        return client;
    }

    // The platform's instruments would stand under System.Net.Http, as the application's calls do; under our own meter's name nobody takes
    // them for those.
    private sealed class SelfMeterFactory : IMeterFactory
    {
        public static readonly SelfMeterFactory Instance = new();

        private readonly Meter _meter;

        private SelfMeterFactory() => _meter = new Meter(new MeterOptions(DeliveryAccounts.MeterName) { Scope = this });

        public Meter Create(MeterOptions options) => _meter;

        // Shared by every client of the process, for as long as the process lives.
        public void Dispose()
        {
        }
    }
}
