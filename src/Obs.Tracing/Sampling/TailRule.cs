using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Picks out of the unsampled requests those that failed or were slow.</summary>
/// <remarks>Thread safety: any thread; no lock is taken and nothing is allocated.</remarks>
internal sealed class TailRule(TailOptions options, TimeProvider time)
{
    /// <summary>Stands in documents where the name of a sampling rule does.</summary>
    public const string Name = "obs-tail";

    private readonly Reservoir _reservoir = new(time);
    private readonly bool _faults = options.Faults;
    private readonly TimeSpan _slowerThan = options.SlowerThan ?? TimeSpan.MaxValue;
    private readonly int _perSecond = options.PerSecond;

    public bool IsOn { get; } = options.Faults || options.SlowerThan is not null;

    public bool Matches(Activity activity, in ServerResponse response) =>
        (_faults && (response.Status >= 500 || response.Exception is not null)) || activity.Duration > _slowerThan;

    public bool TryTake() => _reservoir.TryTake(_perSecond);
}
