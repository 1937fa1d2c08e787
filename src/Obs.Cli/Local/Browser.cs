using System.ComponentModel;
using System.Diagnostics;

namespace Obs.Cli.Local;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class Browser
{
    /// <summary>Opens a page; where there is no browser, nothing happens: the address stands on the screen.</summary>
    public static void TryOpen(Uri page)
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(page.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // A server without a screen.
        }
    }
}
