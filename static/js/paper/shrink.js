// Less to send over a hall's Wi-Fi.
import { limit } from "../core/limits.js";

/**
 * `file` upright and no larger than the café keeps it, as JPEG. What the browser cannot read (HEIC in most
 * of them) goes as it is: the café decides. What the camera noted is gone with the redrawing.
 * @param {Blob} file
 * @returns {Promise<Blob>}
 */
export async function shrunk(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, limit("picture_side") / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d");
    if (!pen) return file;
    pen.fillStyle = "#fff"; // what is see-through becomes white, not black
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await asJpeg(canvas, file);
  } catch {
    return file;
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Blob} otherwise
 * @returns {Promise<Blob>}
 */
function asJpeg(canvas, otherwise) {
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? otherwise), "image/jpeg", 0.85);
  });
}
