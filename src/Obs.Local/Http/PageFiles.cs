using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Obs.Local.Http;

/// <summary>The page's files, which travel inside the assembly. A path is looked up among their names and never touches the file
/// system.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "wwwroot";

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

    public PageFiles()
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        _files = assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix + "/", StringComparison.Ordinal))
            .ToDictionary(static name => name[Prefix.Length..], name => Load(assembly, name), StringComparer.Ordinal);
    }

    public async Task<bool> TryServeAsync(HttpContext context)
    {
        string path = context.Request.Path.Value is { Length: > 1 } given ? given : "/index.html";
        if (!_files.TryGetValue(path, out PageFile? file))
        {
            return false;
        }

        HttpResponse response = context.Response;
        response.Headers.ETag = file.ETag;
        // Kept by the browser, asked about each time: the next version may run on the same port.
        response.Headers.CacheControl = "no-cache";
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
        string type = ContentTypes.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream");
        return new PageFile(content, type, $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
    }

    private sealed record PageFile(byte[] Content, string ContentType, string ETag);
}
