using System.Collections;
using System.Globalization;
using System.Reflection;
using IdPhoto.Bench.Portraits;
using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Compliance.View;
using IdPhoto.Onnx;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Bench.Compliance;

internal static class Dump
{
    public static async Task RunAsync(string[] args)
    {
        using OnnxNetworks networks = new();
        string outFolder = BenchFolders.Out("compliance");
        List<(string Id, Dictionary<string, object> Row)> rows = [];
        IEnumerable<(string Id, byte[] Bytes)> inputs = args.Length > 0
            ? args.SelectMany(a => Directory.Exists(a) ? Directory.GetFiles(a) : [a]).Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllBytes(f)))
            : TestPortrait.All.Where(p => p.Faces > 0 && p.Kind != "drawing").Select(p => (p.Id, p.ReadFile()));
        foreach ((string id, byte[] bytes) in inputs)
        {
            Picture picture = PictureDecoder.Decode(bytes).Picture;
            Portrait portrait = await PortraitReader.ReadAsync(networks, picture, 1);
            if (portrait.Faces.Count == 0) { Console.WriteLine($"{id}: no face"); continue; }
            HeadView view = HeadView.Of(portrait);
            long t0 = System.Diagnostics.Stopwatch.GetTimestamp();
            view = HeadView.Of(portrait);
            double tv = System.Diagnostics.Stopwatch.GetElapsedTime(t0).TotalMilliseconds;
            Box page = new(view.Middle.X - (1.9 * 80), view.Middle.Y - (2.3 * 80), 3.8 * 80, 4.9 * 80);
            FaceLook look = FaceLook.Of(portrait, view, page, true);
            t0 = System.Diagnostics.Stopwatch.GetTimestamp();
            look = FaceLook.Of(portrait, view, page, true);
            double tl = System.Diagnostics.Stopwatch.GetElapsedTime(t0).TotalMilliseconds;
            Dictionary<string, object> row = new() { ["ied"] = portrait.Heads[0].InterEyeDistance, ["yaw"] = portrait.Heads[0].Pose.Yaw, ["pitch"] = portrait.Heads[0].Pose.Pitch, ["roll"] = portrait.Heads[0].Pose.Roll, ["tv"] = tv, ["tl"] = tl };
            Flatten("", look, row);
            rows.Add((id, row));
            IdPhoto.Decoding.PictureHeader header = IdPhoto.Decoding.PictureHeader.Read(bytes, IdPhoto.Decoding.DecodeLimits.Default);
            IdPhoto.Documents.PhotoSpec spec = IdPhoto.Documents.PhotoSpecs.Find("schengen-visa");
            t0 = System.Diagnostics.Stopwatch.GetTimestamp();
            ComplianceReport report = ComplianceChecker.Check(portrait, spec, new CheckOptions { Header = header, FileBytes = bytes.Length });
            double tr = System.Diagnostics.Stopwatch.GetElapsedTime(t0).TotalMilliseconds;
            Console.WriteLine($"{id,-26} {report.Kind} {tr:0} ms  FAIL: {string.Join(' ', report.Findings.Where(f => f.Verdict == Verdict.Fail).Select(f => f.Code))}  CHECK: {string.Join(' ', report.Findings.Where(f => f.Verdict == Verdict.Check).Select(f => f.Code + (f.Value is double v ? $"={v:0.##}" : "")))}");
            File.WriteAllBytes(Path.Combine(outFolder, id + ".jpg"), PictureEncoder.EncodeJpeg(view.Picture, new IdPhoto.Exporting.JpegOptions { Dpi = 72, Quality = 88 }));
        }
        string[] keys = [.. rows.SelectMany(r => r.Row.Keys).Distinct()];
        using StreamWriter w = new(Path.Combine(outFolder, "dump.tsv"));
        w.WriteLine("id\t" + string.Join('\t', keys));
        foreach ((string id, Dictionary<string, object> row) in rows)
            w.WriteLine(id + "\t" + string.Join('\t', keys.Select(k => row.TryGetValue(k, out object? v) ? Convert.ToDouble(v, CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture) : "")));
    }

    private static void Flatten(string prefix, object value, Dictionary<string, object> row)
    {
        foreach (PropertyInfo p in value.GetType().GetProperties())
        {
            if (p.GetIndexParameters().Length > 0 || p.Name == "EqualityContract") continue;
            object? v = p.GetValue(value);
            if (v is null) continue;
            if (v is double or int) row[prefix + p.Name] = v;
            else if (v is not IEnumerable) Flatten(prefix + p.Name + ".", v, row);
        }
    }
}
