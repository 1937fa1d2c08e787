namespace Obs.Logging;

/// <summary>The file that lines go to when <c>Observability:Logging:Sink</c> is <c>File</c>.</summary>
public sealed class FileSinkOptions
{
    /// <summary>Path of the file; its folder is created. The default is <c>logs/app.log</c>. Full files are moved to <c>logs/app.1.log</c>,
    /// <c>logs/app.2.log</c> and so on, of which 1 is the newest.</summary>
    public string Path { get; set; } = "logs/app.log";

    /// <summary>Bytes after which a new file is begun, 64 KiB to 1 GiB. The default is 10 MiB.</summary>
    public long MaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Files that are kept, with the one being written, 1 to 100. The default is 5.</summary>
    public int MaxFiles { get; set; } = 5;
}
