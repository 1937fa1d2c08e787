using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Obs.Local.Http;

/// <summary>The page's files, which travel inside the assembly. A path is looked up among their names and never touches the file
/// system.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "wwwroot";
    private const string Index = "/index.html";

    // The next version may run on the same port, so the page itself is asked about each time. All else has the version in its path.
    private const string Asked = "no-cache";
    private const string Kept = "public, max-age=31536000, immutable";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".map"] = "application/json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
        [".md"] = "text/plain; charset=utf-8",
    };

    private readonly Dictionary<string, PageFile> _files;
    private readonly string _version;

    public PageFiles()
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        _files = assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix + "/", StringComparison.Ordinal))
            .ToDictionary(static name => name[Prefix.Length..], name => Load(assembly, name), StringComparer.Ordinal);
        _version = Hash(Encoding.ASCII.GetBytes(string.Concat(
            _files.OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => file.Key + file.Value.Hash))));
        var index = new PageIndex(
            Encoding.UTF8.GetString(_files[Index].Content), path => Encoding.UTF8.GetString(_files[path].Content), _version);
        _files[Index] = File(Index, Encoding.UTF8.GetBytes(index.Html));
        _files[PageIndex.StylesPath] = File(PageIndex.StylesPath, Encoding.UTF8.GetBytes(index.Styles));
    }

    public async Task<bool> TryServeAsync(HttpContext context)
    {
        string given = context.Request.Path.Value is { Length: > 1 } value ? value : Index;
        bool isVersioned = given.StartsWith($"/{_version}/", StringComparison.Ordinal);
        if (!_files.TryGetValue(isVersioned ? given[(_version.Length + 1)..] : given, out PageFile? file))
        {
            return false;
        }

        HttpResponse response = context.Response;
        response.Headers.ETag = file.ETag;
        response.Headers.CacheControl = isVersioned ? Kept : Asked;
        if (context.Request.Headers.IfNoneMatch == file.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Content.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await response.Body.WriteAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
        }

        return true;
    }

    private static PageFile Load(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return File(name, content);
    }

    private static PageFile File(string name, byte[] content) =>
        new(content, ContentTypes.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream"), Hash(content));

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));

    private sealed record PageFile(byte[] Content, string ContentType, string Hash)
    {
        public string ETag { get; } = $"\"{Hash}\"";
    }
}
