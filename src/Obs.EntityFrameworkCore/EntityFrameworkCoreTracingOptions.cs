namespace Obs.EntityFrameworkCore;

/// <summary>Options of <c>AddObsEntityFrameworkCore()</c>; bound to the section <c>Observability:EntityFrameworkCore</c>.</summary>
public sealed class EntityFrameworkCoreTracingOptions
{
    /// <summary>Whether the commands of every context are recorded. The default is <see langword="true"/>.</summary>
    /// <remarks>An <see cref="ObsCommandInterceptor"/> that was registered with a context works either way.</remarks>
    public bool Enabled { get; set; } = true;
}
