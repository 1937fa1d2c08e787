using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Hands exceptions on to whoever else listens to an activity.</summary>
internal static class ForeignListeners
{
    /// <summary>Adds the exception to the activity, as far as it lets itself be described. Never throws.</summary>
    public static void Tell(Activity activity, Exception exception)
    {
        try
        {
            activity.AddException(exception);
        }
        catch (Exception)
        {
            // Listeners look at the exception, and so does its own ToString: foreign code, which may cost the details and no more.
        }
    }
}
