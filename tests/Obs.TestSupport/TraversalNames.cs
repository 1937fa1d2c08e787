namespace Obs.TestSupport;

/// <summary>Names that lead out of a folder where somebody takes them for paths.</summary>
public static class TraversalNames
{
    private static readonly string[] Steps =
        ["../", "..\\", "%2e%2e/", "%2e%2e%2f", "..%5c", "..%c0%af", "/", "//", "C:\\", "\\\\host\\share\\", "./.././", "~/", "file:///"];

    private static readonly string[] Targets =
    [
        "etc/passwd", "store.db", "store.db-wal", "escaped.txt", "CON", "NUL.txt", "aux", "a\0.json", "escaped\n.txt", "wwwroot/index.html",
        "escaped%00.db", "..", ".", "escaped.json:stream",
    ];

    /// <summary>Three hundred of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Steps.SelectMany(static step => Targets.SelectMany(target => new[] { step + target, step + step + target })).Take(300)];
}
