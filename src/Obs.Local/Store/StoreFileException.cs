namespace Obs.Local.Store;

/// <summary>A file cannot be opened as a store.</summary>
/// <param name="file">Its path, which is for whoever named it and for nobody else.</param>
/// <param name="problem">What goes after the file in a sentence.</param>
/// <param name="cause">What said so; null when we did.</param>
internal sealed class StoreFileException(string file, string problem, Exception? cause = null)
    : InvalidOperationException($"The store \"{file}\" {problem}", cause)
{
    public string Problem { get; } = problem;
}
