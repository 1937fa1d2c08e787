using System.Net;

namespace Obs.Tracing;

/// <summary>Who sent a request, as the first proxy on its way has noted: <c>X-Forwarded-For</c>, or <c>Forwarded</c> by RFC 7239.</summary>
internal static class ClientAddress
{
    /// <summary>Reads the first address, without a port.</summary>
    /// <param name="forwarded">Either header: <c>203.0.113.7, 10.0.0.1</c>, <c>203.0.113.7:4711</c>, <c>[2001:db8::1]:4711</c>,
    /// <c>proto=https;for="[2001:db8::1]"</c>.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when the first that is named is none: <c>unknown</c>, a made-up name, nothing.</returns>
    public static bool TryRead(ReadOnlySpan<char> forwarded, out ReadOnlySpan<char> address)
    {
        int comma = forwarded.IndexOf(',');
        address = (comma < 0 ? forwarded : forwarded[..comma]).Trim();
        if (address.Contains('='))
        {
            address = ForOf(address);
        }

        if (address.StartsWith('['))
        {
            int end = address.IndexOf(']');
            address = end < 0 ? default : address[1..end];
        }
        else if (address.IndexOf(':') is >= 0 and int colon && colon == address.LastIndexOf(':'))
        {
            address = address[..colon];
        }

        // A number alone would be an address too.
        return address.ContainsAny('.', ':') && IPAddress.IsValid(address);
    }

    private static ReadOnlySpan<char> ForOf(ReadOnlySpan<char> element)
    {
        foreach (Range range in element.Split(';'))
        {
            ReadOnlySpan<char> pair = element[range].Trim();
            if (pair.StartsWith("for=", StringComparison.OrdinalIgnoreCase))
            {
                return pair[4..].Trim('"');
            }
        }

        return default;
    }
}
