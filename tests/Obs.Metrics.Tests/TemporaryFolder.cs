namespace Obs.Metrics.Tests;

/// <summary>A folder of a test's own, gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("obs-metrics-").FullName;

    public string[] Files => [.. Directory.GetFiles(Path).Order()];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
