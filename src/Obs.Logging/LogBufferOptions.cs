using Microsoft.Extensions.Logging;

namespace Obs.Logging;

/// <summary>Holds entries of low levels back until it is known whether their request fails. Changes of the configuration take effect while
/// the application runs.</summary>
/// <remarks>The levels themselves have to be on in the <c>Logging</c> section. Outside of a request, or of what
/// <see cref="LogBuffer.Begin"/> was called for, held levels are off.</remarks>
public sealed class LogBufferOptions
{
    /// <summary>The highest level that is held back; <c>None</c> holds nothing. The default is <c>None</c>.</summary>
    public LogLevel MaxLevel { get; set; } = LogLevel.None;

    /// <summary>Bytes of entries one request may hold, 1 KiB to 16 MiB. The default is 64 KiB. Beyond that its oldest are dropped, counted
    /// under <c>request_buffer_full</c>.</summary>
    public int BytesPerRequest { get; set; } = 64 * 1024;

    /// <summary>Bytes all requests together may hold, 64 KiB to 1 GiB. The default is 16 MiB. Beyond that the newest entry is dropped,
    /// counted under <c>buffer_full</c>.</summary>
    public long Bytes { get; set; } = 16 * 1024 * 1024;
}
