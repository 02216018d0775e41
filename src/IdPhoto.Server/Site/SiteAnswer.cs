using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Site;

/// <summary>Sends files of the app from disk.</summary>
internal sealed class SiteAnswer(FileHashes hashes, ServerSettings settings)
{
    /// <summary>As many digits of a hash name a file for good.</summary>
    private const int LeastDigits = 16;

    /// <summary>A phone on a slow line fetches several files at once. They are in no memory meanwhile, so they may take their time.</summary>
    private static readonly MinDataRate SlowLine = new(bytesPerSecond: 512, gracePeriod: TimeSpan.FromSeconds(30));

    /// <summary>Of the longest file, on a line on which nobody would wait for it.</summary>
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>All the time that a file of this length may take.</summary>
    /// <param name="answerTime">What any other answer may take.</param>
    /// <param name="bytes">Its length.</param>
    public static TimeSpan Longest(TimeSpan answerTime, long bytes)
    {
        TimeSpan slowest = answerTime + TimeSpan.FromSeconds(bytes / SlowLine.BytesPerSecond);
        return slowest < Hour ? slowest : Hour;
    }

    public async Task SendAsync(HttpContext context, SiteFile file)
    {
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = SlowLine;
        ContentCopy? copy = ContentCodings.Choose(context.Request.Headers.AcceptEncoding, file.Copies);
        FileInfo sent = new(copy?.Path ?? file.Path);
        // The folder may have been replaced since the start.
        if (!sent.Exists)
            throw RequestRefused.NotFound();
        string hash = await hashes.OfAsync(sent, context.RequestAborted);
        SiteHeaders.Add(context.Response, file, forGood: file.IsNetworkPart && Names(context.Request.QueryString, hash));
        if (copy is not null)
            context.Response.Headers.ContentEncoding = copy.Coding;
        Pace(context, sent.Length);
        await TypedResults.PhysicalFile(sent.FullName, file.MediaType, entityTag: new EntityTagHeaderValue($"\"{hash}\"")).ExecuteAsync(context);
    }

    /// <summary>As long as it is read at the slowest rate it goes on; whoever stops is cut off as from any other answer, and so is everybody after an hour.</summary>
    private void Pace(HttpContext context, long bytes)
    {
        IHttpResponseBodyFeature body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        TimeSpan longest = Longest(settings.AnswerTime, bytes);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new PacedBody(body.Stream, context.Features.GetRequiredFeature<AnswerDeadline>(), longest), body));
    }

    private static bool Names(QueryString query, string hash)
        => query.Value is { Length: > LeastDigits } text && hash.StartsWith(text[1..], StringComparison.OrdinalIgnoreCase);
}
