using System.Diagnostics.Metrics;

namespace Obs.Aws.Client;

/// <summary>Gives the HTTP stack below our own calls a meter named <c>Obs.Self</c>: they are no calls of the application.</summary>
internal sealed class SelfMeterFactory : IMeterFactory
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
