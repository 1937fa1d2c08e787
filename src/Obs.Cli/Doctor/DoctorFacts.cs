using System.Net;

namespace Obs.Cli.Doctor;

/// <summary>Everything that was found out before anything is judged.</summary>
internal sealed class DoctorFacts
{
    /// <summary>Reads an environment variable; null when it is not set or empty.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The time on this machine.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Files of settings to check.</summary>
    public IReadOnlyList<string> ConfigurationFiles { get; init; } = [];

    /// <summary>Where somebody listens for UDP on this machine.</summary>
    public required IReadOnlyList<IPEndPoint> UdpListeners { get; init; }

    /// <summary>GET /api/metrics of the service.</summary>
    public required Answer Service { get; init; }

    /// <summary>What the local backend received.</summary>
    public required Answer Backend { get; init; }

    /// <summary>The map of the local backend.</summary>
    public required Answer Map { get; init; }

    /// <summary>The series that the local backend received.</summary>
    public required Answer Series { get; init; }
}
