using System.Buffers;

namespace Obs.Tracing;

/// <summary>Finds a container's id in what the kernel says about a process.</summary>
internal static class ContainerIds
{
    private const int Length = 64;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The first run of exactly 64 hexadecimal digits, as container runtimes name the control group or the mounts of a
    /// container.</summary>
    public static string? Find(string? text)
    {
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            int start = rest.IndexOfAny(HexDigits);
            if (start < 0)
            {
                return null;
            }

            rest = rest[start..];
            int end = rest.IndexOfAnyExcept(HexDigits);
            end = end < 0 ? rest.Length : end;
            if (end == Length)
            {
                return rest[..end].ToString();
            }

            rest = rest[end..];
        }

        return null;
    }
}
