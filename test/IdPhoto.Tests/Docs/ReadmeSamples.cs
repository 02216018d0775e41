using IdPhoto.Codecs;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Framing;
using IdPhoto.Onnx;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.Tests.Docs;

/// <summary>The README's code, word for word, so that it compiles and runs. A test compares the two.</summary>
internal static class ReadmeSamples
{
    public static async Task OneCall(string input, string output)
    {
        using PhotoStudio studio = DesktopStudio.Open();   // one per process, thread-safe

        IdPhotoFile photo = await studio.MakeAsync(File.ReadAllBytes(input), PhotoSpecs.Find("two-inch"));
        File.WriteAllBytes(output, photo.Bytes);
    }

    public static async Task Stages(string input, string output)
    {
        using OnnxNetworks networks = new();

        Picture picture = PictureDecoder.Decode(File.ReadAllBytes(input)).Picture;              // upright, sRGB, 8 bits
        Portrait portrait = await PortraitReader.ReadAsync(networks, picture, mostHeads: 1);    // faces, head measures
        PhotoSpec visa = PhotoSpecs.Find("schengen-visa");
        MadePhoto photo = await IdPhotoMaker.MakeAsync(networks, portrait, visa, new MakeOptions { KeepBackground = true });

        foreach (RuleOutcome rule in photo.Placement.Rules)
            Console.WriteLine($"{rule.Rule}: {rule.Value:0.0} {rule.Unit}, {(rule.Holds ? "kept" : "not kept")}");
        File.WriteAllBytes(output, PictureEncoder.EncodeJpeg(photo.Picture, new JpegOptions { Dpi = photo.Page.Dpi }));
    }
}
