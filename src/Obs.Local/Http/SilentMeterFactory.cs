using System.Diagnostics.Metrics;

namespace Obs.Local.Http;

/// <summary>Gives Kestrel's and the host's meters a name that no one listens to.</summary>
internal sealed class SilentMeterFactory : IMeterFactory
{
    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Name = "LocalBackend." + options.Name;
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose()
    {
    }
}
