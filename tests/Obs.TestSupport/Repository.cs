namespace Obs.TestSupport;

/// <summary>Where things are in the checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Obs.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The names of the projects in <c>src</c>, in order.</summary>
    public static IEnumerable<string> Packages => Directory.GetFiles(PathOf("src"), "*.csproj", SearchOption.AllDirectories)
        .Select(static project => Path.GetFileNameWithoutExtension(project)).Order();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Obs.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Obs.sln.");
    }
}
