namespace Obs.Delivery.Spooling;

/// <summary>What became of a page that was to be written to the disk.</summary>
internal enum AppendResult
{
    Appended,

    /// <summary>The spool holds as many bytes as it may.</summary>
    Full,

    /// <summary>The disk refused.</summary>
    Failed,
}
