using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Printing;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Uploads;
using IdPhoto.Server.Work;
using IdPhoto.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Api;

/// <summary>A finished photo on a sheet, to print and cut.</summary>
internal static class SheetsApi
{
    private const string Pdf = "application/pdf";

    private static readonly TextOption Paper = new("paper", Message.Of("openapi.option-paper"), "4x6in") { Required = true };
    private static readonly ChoiceOption Format = new("format", Message.Of("openapi.option-sheet-format"), "pdf", "jpeg", "png");
    private static readonly NumberOption Copies = new("copies", Message.Of("openapi.option-copies"), 1, SheetPlanner.MostPhotos);
    private static readonly TextOption Size = new("size", Message.Of("openapi.option-size"), "35x45mm");
    private static readonly TextOption Spec = new("spec", Message.Of("openapi.option-sheet-spec"), "us-passport");
    private static readonly DecimalOption Gap = new("gap", Message.Of("openapi.option-gap"), 0, SheetOptions.MostMm);
    private static readonly DecimalOption Margin = new("margin", Message.Of("openapi.option-margin"), 0, SheetOptions.MostMm);
    private static readonly ChoiceOption Cut = new("cut", Message.Of("openapi.option-cut"), "lines", "corners", "none");
    private static readonly NumberOption Dpi = new("dpi", Message.Of("openapi.option-sheet-dpi"), PhotoSpec.LowestDpi, PhotoSpec.HighestDpi);
    private static readonly IReadOnlyList<QueryOption> Known = [Paper, Format, Copies, Size, Spec, Gap, Margin, Cut, Dpi];

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/v1/sheets", MakeAsync).TakesPhoto().Takes(Known).AnswersPicture(Message.Of("openapi.nothing-stored"), "MakeSheet",
            Message.Of("openapi.sheet"), Message.Of("openapi.sheet-more"), Pdf, FileAnswer.Jpeg, FileAnswer.Png);

    private static async Task<IResult> MakeAsync(HttpContext context, UploadReader uploads, PhotoWork work, PhotoStudio studio)
    {
        QueryReader query = new(context.Request, Known);
        SheetOptions options = Options(query);
        SheetFormat format = Enum.Parse<SheetFormat>(query.Choice(Format) ?? Format.Words[0], ignoreCase: true);
        SheetPhoto asked = Photo(query);
        int dpi = query.Number(Dpi) ?? 300;
        long drawn = format == SheetFormat.Pdf ? 0 : WorkCost.OfSheet(PrintSheet.Pixels(options.Paper.Size, dpi));
        using UploadedPhoto photo = await uploads.ReadAsync(context, forWork: true);
        byte[] sheet = await work.RunAsync(
            context, "sheet", _ => Task.FromResult(photo),
            async (file, stop) => (await studio.PrintAsync([asked with { File = file }], options, format, dpi, null, stop)).Bytes, drawn);
        return new FileAnswer(sheet, format switch { SheetFormat.Pdf => Pdf, SheetFormat.Png => FileAnswer.Png, _ => FileAnswer.Jpeg });
    }

    private static SheetOptions Options(QueryReader query) => new()
    {
        Paper = PaperSize.Parse(query.Text(Paper)!),
        GapMm = query.Decimal(Gap),
        Margins = query.Decimal(Margin) is double margin ? new SheetMargins(margin, margin) : null,
        Cut = Enum.Parse<CutMarkStyle>(query.Choice(Cut) ?? Cut.Words[0], ignoreCase: true),
    };

    private static SheetPhoto Photo(QueryReader query) => new(default(ReadOnlyMemory<byte>))
    {
        Copies = query.Number(Copies),
        Size = query.Text(Size) is string size ? SizeText.Parse(size) : null,
        SizeIfUntold = query.Text(Spec) is string spec ? Printed(PhotoSpecs.Find(spec)) : null,
    };

    private static MmSize Printed(PhotoSpec spec) => spec.Print is { } print
        ? new MmSize(print.WidthMm, print.HeightMm)
        : throw RequestRefused.Invalid(Message.Of("requests.never-printed"));
}
