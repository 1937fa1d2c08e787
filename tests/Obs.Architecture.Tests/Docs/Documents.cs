using Obs.TestSupport;

namespace Obs.Architecture.Tests.Docs;

/// <summary>The pages that people read.</summary>
internal static class Documents
{
    /// <summary>Paths from the root of the checkout: the pages at the root and all under <c>docs</c>.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories))
            .Select(static file => Path.GetRelativePath(Repository.Root, file))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string page) => File.ReadAllText(Repository.PathOf(page));
}
