"""An S3-compatible store of the tests' own (moto), which checks signatures and permissions."""

import json
import os
import subprocess
import sys

import boto3
import httpx

from .ports import free_port
from .waiting import wait_until

# What an account for backups needs, and nothing else.
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": ["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
            "Resource": ["arn:aws:s3:::sampan-*"],
        }
    ],
}


class Store:
    def __init__(self, folder):
        self.endpoint = f"http://127.0.0.1:{(port := free_port())}"
        self.log = open(folder / "store.log", "ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdout=self.log,
            stderr=subprocess.STDOUT,
            # Everything is allowed until `demand_signatures`.
            env={**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": "1000000"},
        )
        wait_until(self._answers, within=40, describe="the store answered")
        user = self._client("iam")
        user.create_user(UserName="sampan")
        user.put_user_policy(UserName="sampan", PolicyName="backups", PolicyDocument=json.dumps(POLICY))
        self.account = user.create_access_key(UserName="sampan")["AccessKey"]
        self.objects = self._client("s3")

    def make_bucket(self, name):
        self.objects.create_bucket(Bucket=name)

    def demand_signatures(self):
        """From here on a request needs the signature of an account that may do what it asks for."""
        httpx.post(f"{self.endpoint}/moto-api/reset-auth", content=b"0", trust_env=False).raise_for_status()

    def settings(self, **changes):
        """What a shop is told of it."""
        return {
            "endpoint": self.endpoint,
            "accessKey": self.account["AccessKeyId"],
            "secretKey": self.account["SecretAccessKey"],
            **changes,
        }

    def look_inside(self):
        """A client with the account's own key."""
        return self._client("s3", self.account["AccessKeyId"], self.account["SecretAccessKey"])

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.log.close()

    def _client(self, service, key="test", secret="test"):
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=key,
            aws_secret_access_key=secret,
        )

    def _answers(self):
        assert self.process.poll() is None, "the store ended"
        try:
            return httpx.get(f"{self.endpoint}/moto-api/", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False
