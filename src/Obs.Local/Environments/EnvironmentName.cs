namespace Obs.Local.Environments;

/// <summary>The name of the environment that telemetry says it comes from.</summary>
internal static class EnvironmentName
{
    public const int MaxLength = 200;

    /// <summary>Null for what names none, and for what is too long to be a name.</summary>
    public static string? Of(string? text) => text is { Length: > 0 and <= MaxLength } ? text : null;
}
