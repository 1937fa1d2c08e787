namespace Obs.Dashboards;

/// <summary>Writes files that are either there as a whole or not at all.</summary>
public static class WholeFiles
{
    /// <summary>Writes all files beside their places first, and moves them there when the last one is complete.</summary>
    /// <param name="files">Paths and texts. Folders are made where they are missing.</param>
    /// <exception cref="IOException">A file cannot be written; no file has changed unless the disk failed while they were
    /// moved.</exception>
    public static void Write(IReadOnlyList<(string Path, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        List<(string Written, string Path)> moves = [];
        try
        {
            foreach ((string path, string text) in files)
            {
                string full = Path.GetFullPath(path);
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                string written = $"{full}.{Guid.NewGuid():N}.tmp";
                moves.Add((written, full));
                File.WriteAllText(written, text);
            }

            foreach ((string written, string path) in moves)
            {
                File.Move(written, path, overwrite: true);
            }
        }
        finally
        {
            foreach ((string written, _) in moves)
            {
                File.Delete(written);
            }
        }
    }
}
