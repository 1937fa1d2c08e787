namespace Obs.EntityFrameworkCore;

/// <summary>Options of <c>AddObsEntityFrameworkCore()</c>; bound to the section <c>Observability:EntityFrameworkCore</c>.</summary>
public sealed class EntityFrameworkCoreTracingOptions
{
    /// <summary>Whether commands are recorded without further ado. The default is <see langword="true"/>; an <see cref="ObsCommandInterceptor"/> works either way.</summary>
    public bool Enabled { get; set; } = true;
}
