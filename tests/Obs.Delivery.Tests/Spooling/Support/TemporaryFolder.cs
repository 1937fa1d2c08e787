namespace Obs.Delivery.Tests.Spooling.Support;

/// <summary>A folder of a test's own, gone with everything in it afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("obs-spool-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
