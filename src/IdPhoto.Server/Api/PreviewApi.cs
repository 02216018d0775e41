using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Messages;
using IdPhoto.Pictures;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Api;

/// <summary>The cut-out of a kept photo and its head measures, so that an app can show every document at once.</summary>
internal static class PreviewApi
{
    private static readonly NumberOption Side = new("side", Message.Of("openapi.option-side"), 1280, 4096);

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/v1/photos/{id}/cutout", GetAsync).NeedsToken().UsesPhoto().Takes([Side]).AnswersPicture<PreviewAnswer>(Message.Of("openapi.short-stay"), "GetCutout",
            Message.Of("openapi.cut-out-kept"), Message.Of("openapi.cut-out-kept-more"), FileAnswer.Png);

    private static async Task<IResult> GetAsync(
        HttpContext context, PhotoStore store, PreviewCache previews, PhotoWork work, PhotoStudio studio)
    {
        Stay stay = await StayApi.FindAsync(context, store);
        int side = new QueryReader(context.Request, [Side]).Number(Side) ?? Side.Least;
        CachedPreview? preview = previews.Get(stay.Id, side);
        if (preview is null)
        {
            preview = await work.RunAsync(
                context, "preview", StayApi.Source(store, stay), (file, stop) => MakeAsync(studio, file, side, stop));
            previews.Add(stay, side, preview);
            await StayOrForgetAsync(store, previews, stay, preview);
        }
        return Answer(context.Request, preview);
    }

    // It may have been erased meanwhile: then whoever erased it found no cut-out to clear. Where that cannot be known, none stays.
    private static async Task StayOrForgetAsync(PhotoStore store, PreviewCache previews, Stay stay, CachedPreview preview)
    {
        bool stays = false;
        try
        {
            stays = await store.FindAsync(stay.Id, stay.Token) is not null;
        }
        finally
        {
            if (!stays)
            {
                previews.Remove(stay.Id);
                preview.Clear();
            }
        }
        if (!stays)
            throw RequestRefused.NotFound();
    }

    private static async Task<CachedPreview> MakeAsync(PhotoStudio studio, byte[] file, int side, CancellationToken cancel)
    {
        PreviewCutout made = await studio.PreviewAsync(file, side, cancel);
        PixelSize size = made.Cutout.Foreground.Size;
        byte[] png = PictureEncoder.EncodePng(size, made.Cutout.ToRgba(), cancel: cancel);
        PreviewMeasures measures = new(size.Width, size.Height, made.SourceSize.Width, made.SourceSize.Height, made.Head is null ? null : HeadLine.Of(made.Head));
        using ClearingBuffer json = ClearingBuffer.Json(measures, JsonSerializerOptions.Web);
        return new CachedPreview(png, json.Written.ToArray());
    }

    private static FileAnswer Answer(HttpRequest request, CachedPreview preview)
    {
        if (!FileAnswer.WantsJson(request))
            return new FileAnswer(preview.Png, FileAnswer.Png);
        PreviewMeasures measures = JsonSerializer.Deserialize<PreviewMeasures>(preview.Measures, JsonSerializerOptions.Web)!;
        return FileAnswer.OfJson(new PreviewAnswer(preview.Png, FileAnswer.Png, measures), preview.Png);
    }
}

/// <summary>A cut-out with its measures.</summary>
/// <param name="File">The PNG, Base64.</param>
/// <param name="MediaType">image/png.</param>
/// <param name="Measures">In pixels of the cut-out.</param>
internal sealed record PreviewAnswer(byte[] File, string MediaType, PreviewMeasures Measures);

/// <summary>Measures of a cut-out.</summary>
/// <param name="Width">Columns of the cut-out.</param>
/// <param name="Height">Rows of the cut-out.</param>
/// <param name="SourceWidth">Columns of the upright photo.</param>
/// <param name="SourceHeight">Rows of the upright photo.</param>
/// <param name="Head">The main head, in pixels of the cut-out; null where no face was found.</param>
internal sealed record PreviewMeasures(int Width, int Height, int SourceWidth, int SourceHeight, HeadLine? Head);
