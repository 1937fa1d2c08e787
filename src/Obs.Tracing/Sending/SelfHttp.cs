using System.Diagnostics.Metrics;
using System.Net;

namespace Obs.Tracing;

/// <summary>HTTP for our own questions: part of nobody's trace, and counted in nobody's metrics.</summary>
internal static class SelfHttp
{
    public static SocketsHttpHandler CreateHandler(TimeSpan connectTimeout) => new()
    {
        // No propagator, no activity.
        ActivityHeadersPropagator = null,
        MeterFactory = SelfMeterFactory.Instance,
        ConnectTimeout = connectTimeout,
        AutomaticDecompression = DecompressionMethods.None,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    };

    // The platform's instruments would stand under System.Net.Http, as the application's calls do; under our own meter's name nobody takes
    // them for those.
    private sealed class SelfMeterFactory : IMeterFactory
    {
        public static readonly SelfMeterFactory Instance = new();

        private readonly Meter _meter;

        private SelfMeterFactory() => _meter = new Meter(new MeterOptions("Obs.Self") { Scope = this });

        public Meter Create(MeterOptions options) => _meter;

        // Shared by every client of the process, for as long as the process lives.
        public void Dispose()
        {
        }
    }
}
