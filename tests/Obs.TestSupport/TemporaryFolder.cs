namespace Obs.TestSupport;

/// <summary>A folder that goes with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-test-");

    /// <summary>Where it is.</summary>
    public string Path => _folder.FullName;

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
