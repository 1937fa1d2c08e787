using Xunit;

namespace Obs.TestSupport;

/// <summary>A fact that needs a <see cref="SmallDisk"/>: skipped with the reason where this user may not have one, failed where <c>CI</c>
/// is <c>true</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.ReasonToSkip;
}
