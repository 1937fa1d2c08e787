namespace Obs.Local.Runs;

/// <summary>A place for a file in a folder of its own that no one else may read. No name that was sent is part of its path.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-run-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "run.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
