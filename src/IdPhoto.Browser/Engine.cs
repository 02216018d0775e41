using System.Buffers.Binary;
using System.Runtime.InteropServices.JavaScript;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdPhoto.Browser.Ports;
using IdPhoto.Browser.Requests;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Guidance;
using IdPhoto.Matting;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Preflight;
using IdPhoto.Printing;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using IdPhoto.Words;

namespace IdPhoto.Browser;

/// <summary>
/// The calls that a page's worker makes: one photo at a time is open, and each call but <see cref="Cancel"/> waits for the one
/// before. Answers are JSON as the command line writes it; a refusal is <c>{"refusal": {code, id, sentence}}</c>.
/// </summary>
public static partial class Engine
{
    private static readonly BrowserCodec Codec = new();
    private static readonly PhotoStudio Studio = new(new BrowserNetworks(), Codec, new BrowserSheets(), new PhotoStudioOptions { Threads = 1 });
    private static readonly FileShelf Files = new();
    private static readonly Jobs Running = new();
    private static readonly FaceTracker Tracker = new();
    private static OpenPhoto? _photo;
    private static (string Request, PhotoSpec Spec)? _guided;
    private static Sentences _words = Sentences.In(Languages.English, Place.App);

    /// <summary>Chooses the language of all sentences.</summary>
    /// <param name="language">Its tag, such as 'de'.</param>
    [JSExport]
    internal static void Speak(string language) => _words = Sentences.In(Languages.Find(language) ?? Languages.English, Place.App);

    /// <summary>Whether this build left the sentences of a language out, so that they are to be learned before they are spoken.</summary>
    /// <param name="language">Its tag.</param>
    [JSExport]
    internal static bool Lacks(string language) => Languages.Find(language) is { } known && !LanguagePack.Has(known);

    /// <summary>Adds the sentences of a language.</summary>
    /// <param name="language">Its tag.</param>
    /// <param name="json">A <see cref="LanguagePack"/>.</param>
    [JSExport]
    internal static void Learn(string language, string json) => LanguagePack.Add(Languages.Find(language)!, json);

    /// <summary>Decodes and searches a picture, in place of the one that was open.</summary>
    [JSExport]
    internal static Task<string> OpenAsync(int job, byte[] file) => Answered(
        job,
        async cancel =>
        {
            Forget();
            _photo = await Studio.OpenAsync(file, Jobs.Progress(job), cancel).ConfigureAwait(true);
            return Analysis.Of(_photo.Portrait);
        },
        EngineJson.Default.Analysis);

    /// <summary>The open picture's own pixels, RGB, for a page that draws on it: at most as large as a screen.</summary>
    /// <param name="longSide">The longest side, in pixels; the picture is never enlarged.</param>
    /// <returns>Columns and rows, 4 bytes each with the lowest first, then the pixels.</returns>
    [JSExport]
    internal static byte[] Pixels(int longSide)
    {
        PhotoPixels photo = Photo.Portrait.Pixels;
        double scale = Math.Min(1, (double)longSide / photo.Size.LongSide);
        PixelSize size = new(Math.Max(1, (int)Math.Round(photo.Width * scale)), Math.Max(1, (int)Math.Round(photo.Height * scale)));
        Picture picture = size == photo.Size ? photo.Whole() : photo.Resize(new Box(0, 0, photo.Width, photo.Height), size, ResamplingKernel.CatmullRom);
        byte[] answer = new byte[8 + (size.Area * 3)];
        BinaryPrimitives.WriteInt32LittleEndian(answer, size.Width);
        BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(4), size.Height);
        picture.Rgb.AsSpan(0, (int)size.Area * 3).CopyTo(answer.AsSpan(8));
        return answer;
    }

    /// <summary>What the page calls the open picture, and its quarter turns: the browser itself draws it fastest.</summary>
    [JSExport]
    internal static int[] Shown() => Photo.Portrait.Pixels is BrowserPhoto photo ? [photo.Number, photo.Turns] : [];

    /// <summary>Checks the open picture against a document's rules.</summary>
    [JSExport]
    internal static Task<string> CheckAsync(int job, string request) => Answered(
        job,
        cancel =>
        {
            EngineRequest asked = Read(request, EngineJson.Default.EngineRequest);
            Jobs.Progress(job).Report(PhotoStage.Check);
            CheckedPhoto photo = Photo.Check(asked.Documents()[0], asked.CheckOptions());
            return Task.FromResult(ComplianceLine.Of(photo.Report, _words, asked.Ofiq ? photo.Ofiq() : null));
        },
        EngineJson.Default.ComplianceLine);

    /// <summary>Cuts the person out of the open picture, at its full size.</summary>
    /// <returns>The number of a file: columns and rows, 4 bytes each with the lowest first, then R, G, B and straight alpha of every pixel.</returns>
    [JSExport]
    internal static Task<string> CutOutAsync(int job) => Answered(
        job,
        async cancel => new CutOutLine(Files.Put(Rgba(await Photo.CutOutAsync(Jobs.Progress(job), cancel).ConfigureAwait(true)))),
        EngineJson.Default.CutOutLine);

    /// <summary>Makes the photos of one or several documents; their files are taken with <see cref="Take"/>.</summary>
    [JSExport]
    internal static Task<string> MakeAsync(int job, string request) => Answered(
        job,
        async cancel =>
        {
            EngineRequest asked = Read(request, EngineJson.Default.EngineRequest);
            IReadOnlyList<DocumentResult> made = await Photo.MakeManyAsync(asked.Documents(), asked.Options(), Jobs.Progress(job), null, cancel).ConfigureAwait(true);
            Files.Clear();
            return (IReadOnlyList<MadeLine>)[.. made.Select(result => Line(result, asked.Draft))];
        },
        EngineJson.Default.IReadOnlyListMadeLine);

    /// <summary>Cuts the person out around a document's page, to correct the page by hand on; the request is the photo's.</summary>
    /// <returns>The number of a file as <see cref="CutOutAsync"/> has them, and where its pixels lie in the picture.</returns>
    [JSExport]
    internal static Task<string> LayerAsync(int job, string request) => Answered(
        job,
        async cancel =>
        {
            EngineRequest asked = Read(request, EngineJson.Default.EngineRequest);
            // The last chance to stop: cutting out hears nothing once the person was found.
            await Page.ListenAsync().ConfigureAwait(true);
            cancel.ThrowIfCancellationRequested();
            EditorLayer layer = await Photo.LayerAsync(asked.Documents()[0], asked.Options().Make, Jobs.Progress(job), cancel).ConfigureAwait(true);
            return new LayerLine(Files.Put(Rgba(layer.Cutout)), PlacementLine.Numbers(layer.ToPicture));
        },
        EngineJson.Default.LayerLine);

    /// <summary>Puts the photos that were made last on a sheet.</summary>
    [JSExport]
    internal static Task<string> PrintAsync(int job, string request) => Answered(
        job,
        async cancel =>
        {
            SheetAsked asked = Read(request, EngineJson.Default.SheetAsked);
            SheetPhoto[] photos = [.. Files.Photos.Select((file, i) => new SheetPhoto(file) { Copies = asked.CopiesOf(i) })];
            SheetFile sheet = await Studio.PrintAsync(photos, asked.Options(), Enum.Parse<SheetFormat>(asked.Format, ignoreCase: true), asked.Dpi, null, cancel).ConfigureAwait(true);
            return new SheetLine(Files.Put(sheet.Bytes), sheet.Layout.Photos.Count);
        },
        EngineJson.Default.SheetLine);

    /// <summary>Finds out whether a portal would accept a file, and mends it where that is possible.</summary>
    [JSExport]
    internal static Task<string> PreflightAsync(int job, byte[] file, string request, bool repair) => Answered(
        job,
        async cancel =>
        {
            EngineRequest asked = Read(request, EngineJson.Default.EngineRequest);
            PhotoSpec spec = asked.Documents()[0];
            PreflightReport report = await Studio.PreflightAsync(file, spec, asked.Extension, cancel).ConfigureAwait(true);
            (RepairedFile? mended, RefusalLine? refusal) = repair ? await MendedAsync(file, spec, cancel).ConfigureAwait(true) : (null, null);
            return new PreflightAnswer(PreflightLines.Of(report, mended, _words), mended is null ? null : Files.Put(mended.Bytes), refusal);
        },
        EngineJson.Default.PreflightAnswer);

    /// <summary>Looks at a camera frame and tells what is missing for a document. The frame is given back at once.</summary>
    /// <param name="frame">What the page calls it.</param>
    /// <param name="request">The document, or a custom size.</param>
    /// <param name="captureScale">Pixels of the photo that will be taken per pixel of the frame.</param>
    [JSExport]
    internal static async Task<string> GuideAsync(int frame, string request, double captureScale)
    {
        try
        {
            PhotoSpec spec = Guided(request);
            BrowserPhoto pixels = new(frame, 0, new PixelSize(Page.WidthOf(frame), Page.HeightOf(frame)));
            FaceMesh? face = await Tracker.TrackAsync(Studio.Networks, pixels).ConfigureAwait(true);
            return JsonSerializer.Serialize(GuideLine.Of(FrameGuide.Advise(pixels, face, spec, Math.Max(1, captureScale))), EngineJson.Default.GuideLine);
        }
        catch (PhotoException refusal)
        {
            return JsonSerializer.Serialize(new Refused(Told(refusal)), EngineJson.Default.Refused);
        }
        finally
        {
            Page.Close(frame);
        }
    }

    /// <summary>A file that a call has made, by its number.</summary>
    [JSExport]
    internal static byte[] Take(int file) => Files.Take(file);

    /// <summary>Stops a job at its next stage.</summary>
    [JSExport]
    internal static void Cancel(int job) => Running.Cancel(job);

    // Frames come many times a second, nearly always for the same document.
    private static PhotoSpec Guided(string request)
    {
        if (_guided is { } known && known.Request == request)
            return known.Spec;
        PhotoSpec spec = Read(request, EngineJson.Default.EngineRequest).Documents()[0];
        _guided = (request, spec);
        return spec;
    }

    private static void Forget()
    {
        _photo = null;
        Files.Clear();
        Codec.Release(null);
        GC.Collect();
    }

    // What cannot be mended has its verdicts all the same.
    private static async Task<(RepairedFile? Mended, RefusalLine? Refusal)> MendedAsync(byte[] file, PhotoSpec spec, CancellationToken cancel)
    {
        try
        {
            return (await Studio.RepairAsync(file, spec, null, cancel).ConfigureAwait(true), null);
        }
        catch (PhotoException refusal)
        {
            return (null, Told(refusal));
        }
    }

    private static byte[] Rgba(Cutout cutout)
    {
        PixelSize size = cutout.Alpha.Size;
        byte[] rgba = new byte[8 + (size.Area * 4)];
        BinaryPrimitives.WriteInt32LittleEndian(rgba, size.Width);
        BinaryPrimitives.WriteInt32LittleEndian(rgba.AsSpan(4), size.Height);
        (byte[] rgb, float[] alpha) = (cutout.Foreground.Rgb, cutout.Alpha.Values);
        for (int i = 0, from = 0, to = 8; i < size.Area; i++, from += 3, to += 4)
        {
            rgba[to] = rgb[from];
            rgba[to + 1] = rgb[from + 1];
            rgba[to + 2] = rgb[from + 2];
            rgba[to + 3] = (byte)((alpha[i] * 255) + 0.5f);
        }
        return rgba;
    }

    private static OpenPhoto Photo => _photo ?? throw new InvalidOperationException("No photo is open.");

    private static MadeLine Line(DocumentResult result, bool draft) => result.Photo is { } photo
        ? new MadeLine(result.Spec.Id, Files.PutPhoto(photo.Bytes), draft && photo.Photo.Background is not null, MadeReport.Of(photo, _words), PlacementLine.Of(photo.Photo), null)
        : new MadeLine(result.Spec.Id, null, false, null, null, Told(result.Refusal!));

    private static RefusalLine Told(PhotoException refusal) => new(refusal.Code, refusal.Said.Id, _words.Say(refusal));

    private static T Read<T>(string json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json, type)!;

    private static async Task<string> Answered<T>(int job, Func<CancellationToken, Task<T>> work, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Serialize(await work(Running.Begin(job)).ConfigureAwait(true), type);
        }
        catch (PhotoException refusal)
        {
            return JsonSerializer.Serialize(new Refused(Told(refusal)), EngineJson.Default.Refused);
        }
        catch (OperationCanceledException)
        {
            return """{"cancelled":true}""";
        }
        finally
        {
            Running.End(job);
            Codec.Release(_photo?.Portrait.Pixels as BrowserPhoto);
        }
    }
}
