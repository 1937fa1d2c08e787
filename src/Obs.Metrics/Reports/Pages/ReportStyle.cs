using System.Security.Cryptography;
using System.Text;

namespace Obs.Metrics;

/// <summary>How the page of a report looks, and the policy that allows it this and nothing else.</summary>
internal static class ReportStyle
{
    public const string Css =
        ":root{color-scheme:light dark;--ink:#1b2733;--soft:#66788a;--rule:#dfe5ea;--a:#2563a8;--b:#b7791f;--c:#b83232}"
        + "@media(prefers-color-scheme:dark){:root{--ink:#e4eaf0;--soft:#93a4b5;--rule:#33414f;--a:#6aa9e9;--b:#e0b055;--c:#ee7d7d}}"
        + "body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);max-width:70rem;margin:2rem auto;padding:0 1rem}"
        + "h1{font-size:1.6rem;margin:0}h2{font-size:1.05rem;margin:2rem 0 .5rem}p,footer{color:var(--soft)}footer{margin-top:3rem;font-size:.85rem}"
        + "dl{display:flex;flex-wrap:wrap;gap:2rem;margin:1.5rem 0}dt{color:var(--soft)}dd{margin:0;font-size:1.5rem}"
        + "table{border-collapse:collapse;width:100%;display:block;overflow-x:auto;font-variant-numeric:tabular-nums}"
        + "th,td{padding:.3rem .6rem;border-bottom:1px solid var(--rule);text-align:left;white-space:nowrap}th{color:var(--soft);font-weight:600}"
        + ".n{text-align:right}svg{width:100%;height:auto}path{fill:none;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}"
        + "svg text{font-size:11px;stroke:none}.g{stroke:var(--rule)}.a{fill:var(--soft)}.e{text-anchor:end}.m{text-anchor:middle}"
        + "path.l0{stroke:var(--a)}path.l1{stroke:var(--b)}path.l2{stroke:var(--c)}text.l0{fill:var(--a)}text.l1{fill:var(--b)}text.l2{fill:var(--c)}";

    /// <summary>The content security policy of the page: its own style by its hash, and nothing else from anywhere.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; "
        + "base-uri 'none'; form-action 'none'";
}
